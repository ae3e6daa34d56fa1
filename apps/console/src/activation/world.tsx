import type { ReactNode } from 'react';
import './world.css';

/** 实战 or 演练: two worlds nobody takes for each other, told by frame, pattern, sign and words, not by colour alone. */
export function World({ drill, said, children }: { drill: boolean | null; said?: { live: string; drill: string }; children: ReactNode }) {
  if (drill === null) return <div className="world">{children}</div>;
  return (
    <div className={drill ? 'world world-drill' : 'world world-live'}>
      <p className="world-banner">
        <WorldSign drill={drill} />
        <strong>{drill ? '演练' : '实战'}</strong>
        <span>{drill ? (said?.drill ?? '不是真的：只走演练通道，消息都以【演练】开头，不计考核') : (said?.live ?? '真实响应：会给真人发短信、打电话')}</span>
      </p>
      {children}
    </div>
  );
}

/** A triangle that warns, or a clipboard. */
export function WorldSign({ drill }: { drill: boolean }) {
  return (
    <svg className="world-sign" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {drill ? (
        <path fill="currentColor" d="M9 2h6v2h4v18H5V4h4zm-2 4v14h10V6h-2v2H9V6zm3.6 11.4-3-3 1.4-1.4 1.6 1.6 3.8-3.8 1.4 1.4z" />
      ) : (
        <path fill="currentColor" d="M12 2 23 21H1zm-1 7v6h2V9zm0 7.5v2h2v-2z" />
      )}
    </svg>
  );
}

/** Of a line in a list. */
export function WorldTag({ drill }: { drill: boolean }) {
  return (
    <span className={drill ? 'world-tag world-tag-drill' : 'world-tag world-tag-live'}>
      <WorldSign drill={drill} />
      {drill ? '演练' : '实战'}
    </span>
  );
}
