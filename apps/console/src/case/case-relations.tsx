import type { CaseSnapshot } from '../api.js';
import { CaseLink } from './case-link.js';

/** 关联案件: parent, children, what was merged into this one and what this one was merged into. */
export function CaseRelations({ snapshot }: { snapshot: CaseSnapshot }) {
  const { parentId, children, duplicateIds, mergedIntoId } = snapshot;
  const lines: [string, string][] = [
    ...(mergedIntoId === null ? [] : [['已并入', mergedIntoId] as [string, string]]),
    ...(parentId === null ? [] : [['主案件', parentId] as [string, string]]),
    ...children.map(({ caseId, open }): [string, string] => [open ? '从属案件，未结' : '从属案件，已了结', caseId]),
    ...duplicateIds.map((caseId): [string, string] => ['并入的重复案件', caseId]),
  ];
  return (
    <ul className="relations" aria-label="关联案件">
      {lines.map(([words, caseId]) => (
        <li key={`${words}:${caseId}`}>
          <span className="faint">{words}</span>
          <CaseLink id={caseId} />
        </li>
      ))}
    </ul>
  );
}

export function hasRelations({ parentId, children, duplicateIds, mergedIntoId }: CaseSnapshot): boolean {
  return parentId !== null || mergedIntoId !== null || children.length > 0 || duplicateIds.length > 0;
}
