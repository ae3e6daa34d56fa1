import { noteServerTime } from '../clock/server-clock.js';
import { problemOf, unanswered } from './problem.js';

/** Ten megabytes over a weak phone network, and the server's look at them. */
const TIMEOUT_MS = 150_000;

interface Uploading {
  key: string;
  /** Share of the bytes that have left, 0 to 1. */
  onProgress: (share: number) => void;
}

/** POST of a form with a file. `fetch` cannot say how far it is. Refuses with {@link Problem}. */
export function upload<T>(path: string, form: FormData, { key, onProgress }: Uploading): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.timeout = TIMEOUT_MS;
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', 'zh-CN');
    request.setRequestHeader('Idempotency-Key', key);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    for (const failure of ['error', 'timeout', 'abort']) request.addEventListener(failure, () => reject(unanswered()));
    request.addEventListener('load', () => {
      noteServerTime(request.getResponseHeader('Date'));
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T);
      else void problemOf(answerOf(request)).then(reject);
    });
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const wait = request.getResponseHeader('Retry-After');
  return new Response(request.responseText, { status: request.status, headers: wait === null ? {} : { 'Retry-After': wait } });
}
