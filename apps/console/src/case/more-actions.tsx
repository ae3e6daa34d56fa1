import type { ReactNode } from 'react';
import { MORE_GROUPS, type CaseAction, type MoreGroup } from './case-actions.js';

const GROUP_WORDS: Record<MoreGroup, string> = { departments: '部门', time: '时限与层级', relations: '关联与作废' };

interface More {
  id: string;
  actions: CaseAction[];
  button: (action: CaseAction) => ReactNode;
}

/** 更多: what is seldom asked for, in the bar itself, so that nothing lies over the case. */
export function MoreActions({ id, actions, button }: More) {
  const groups: [string, CaseAction[]][] = [
    ['办理', actions.filter(({ group }) => group === null)],
    ...MORE_GROUPS.map((name): [string, CaseAction[]] => [GROUP_WORDS[name], actions.filter(({ group }) => group === name)]),
  ];
  return (
    <div id={id} className="more">
      {groups.map(
        ([words, members]) =>
          members.length > 0 && (
            <div key={words} role="group" aria-label={words}>
              <p className="faint">{words}</p>
              <div className="buttons">{members.map(button)}</div>
            </div>
          ),
      )}
    </div>
  );
}
