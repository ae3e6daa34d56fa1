import { Button } from 'antd';
import { useState } from 'react';
import type { Activation } from '../api.js';
import { useKeys } from '../keyboard/use-keys.js';
import { AddPeopleForm } from './add-people-form.js';
import { LevelForm } from './level-form.js';
import { StandDownForm } from './stand-down-form.js';
import './people.css';

type Form = 'changeLevel' | 'addPeople' | 'standDown';
const WORDS: Record<Form, string> = { changeLevel: '调整级别', addPeople: '增调人员', standDown: '响应终止' };
const FORMS = ['changeLevel', 'addPeople', 'standDown'] as const satisfies Form[];

/** What those who command do with an activation in force. */
export function CommandActs({ activation }: { activation: Activation }) {
  const [open, setOpen] = useState<Form | null>(null);
  const may = FORMS.filter((form) => activation.allowedCommands.includes(form));
  useKeys(may.includes('changeLevel') ? { e: () => setOpen('changeLevel') } : {});
  if (may.length === 0) return null;
  const given = { activation, onClose: () => setOpen(null) };
  return (
    <div className="command-acts">
      {may.map((form) => (
        <Button key={form} danger={form === 'standDown'} onClick={() => setOpen(form)}>
          {WORDS[form]}
        </Button>
      ))}
      {open === 'changeLevel' && <LevelForm {...given} />}
      {open === 'addPeople' && <AddPeopleForm {...given} />}
      {open === 'standDown' && <StandDownForm {...given} />}
    </div>
  );
}
