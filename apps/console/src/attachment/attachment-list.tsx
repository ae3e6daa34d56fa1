import type { Attachment } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { usePersonNames } from '../person/person-names.js';
import { PURPOSE_WORDS, sizeWords } from './attachment-words.js';

/** Pictures as small ones that open large, documents as rows. */
export function AttachmentList({ caseId, attachments }: { caseId: string; attachments: Attachment[] }) {
  const person = usePersonNames(attachments.map(({ byId }) => byId));
  const address = ({ id }: Attachment): string => `/api/cases/${caseId}/attachments/${id}`;
  const pictures = attachments.filter(({ mediaType }) => mediaType !== 'application/pdf');
  const documents = attachments.filter(({ mediaType }) => mediaType === 'application/pdf');
  return (
    <>
      {pictures.length > 0 && (
        <ul className="pictures" aria-label="照片">
          {pictures.map((picture) => (
            <li key={picture.id}>
              <a href={address(picture)} target="_blank" rel="noreferrer">
                <img
                  src={`${address(picture)}/thumbnail`}
                  alt={`${PURPOSE_WORDS[picture.purpose]}照片，${person(picture.byId)} ${timeWords(picture.at)} 上传，打开大图`}
                  loading="lazy"
                />
              </a>
              <span>
                {PURPOSE_WORDS[picture.purpose]} · {sizeWords(picture.size)}
              </span>
              <span className="faint">
                {person(picture.byId)} {timeWords(picture.at)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {documents.length > 0 && (
        <ul className="documents" aria-label="文件">
          {documents.map((document) => (
            <li key={document.id}>
              <a href={address(document)} download>
                {document.name ?? 'PDF 文件'}
              </a>
              <span className="faint">
                PDF · {PURPOSE_WORDS[document.purpose]} · {sizeWords(document.size)} · {person(document.byId)} {timeWords(document.at)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
