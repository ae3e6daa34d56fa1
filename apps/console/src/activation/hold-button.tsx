import { heldShare, HOLD_MS } from '@shaodao/domain/activation/arming';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import './hold-button.css';

interface Hold {
  /** What it does, e.g. 启动. */
  words: string;
  /** Red for what happens in earnest. */
  tone: 'live' | 'drill' | 'plain';
  disabled?: boolean;
  pending?: boolean;
  onFire: () => void;
}

const SECONDS = HOLD_MS / 1_000;

/** A button that must be held, by finger, mouse, Space or Enter; let go early it does nothing, and says so. */
export function HoldButton({ words, tone, disabled = false, pending = false, onFire }: Hold) {
  const { share, tooShort, begin, end } = useHold(onFire, disabled || pending);
  const isHeld = share > 0;
  return (
    <div className="hold">
      <button
        type="button"
        className={`hold-button hold-${tone}`}
        aria-disabled={disabled || pending}
        aria-describedby="hold-hint"
        onPointerDown={(event: PointerEvent) => {
          if (event.button === 0) begin(event.timeStamp);
        }}
        onPointerUp={end}
        onPointerCancel={end}
        onPointerLeave={end}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== ' ' && event.key !== 'Enter') return;
          event.preventDefault();
          if (!event.repeat) begin(event.timeStamp);
        }}
        onKeyUp={end}
        onBlur={end}
      >
        <span className="hold-share" style={{ transform: `scaleX(${share})` }} aria-hidden="true" />
        <span className="hold-words">{pending ? '正在提交…' : isHeld ? `继续按住 ${Math.max(0.1, SECONDS * (1 - share)).toFixed(1)} 秒，松手即取消` : `按住 ${SECONDS} 秒：${words}`}</span>
      </button>
      <p className="faint" id="hold-hint" role="status">
        {tooShort ? `松手太早，没有${words}。` : `须按住不放；键盘可按住空格或回车。`}
      </p>
    </div>
  );
}

function useHold(onFire: () => void, rests: boolean) {
  const [share, setShare] = useState(0);
  const [tooShort, setTooShort] = useState(false);
  const from = useRef<number | null>(null);
  const frame = useRef(0);
  const fire = useRef(onFire);
  useEffect(() => {
    fire.current = onFire;
  });
  const stop = (): void => {
    from.current = null;
    cancelAnimationFrame(frame.current);
    setShare(0);
  };
  // The time of a frame and that of an event come from one clock.
  const step = (now: number): void => {
    if (from.current === null) return;
    const held = heldShare(from.current, now);
    if (held < 1) {
      setShare(held);
      frame.current = requestAnimationFrame(step);
      return;
    }
    stop();
    fire.current();
  };
  const begin = (at: number): void => {
    if (rests || from.current !== null) return;
    from.current = at;
    setTooShort(false);
    frame.current = requestAnimationFrame(step);
  };
  const end = (): void => {
    if (from.current === null) return;
    stop();
    setTooShort(true);
  };
  useEffect(() => {
    // Frames rest while the page is hidden, and the clock does not.
    const onHide = (): void => {
      if (document.hidden && from.current !== null) {
        from.current = null;
        setShare(0);
        setTooShort(true);
      }
    };
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      from.current = null;
      cancelAnimationFrame(frame.current);
    };
  }, []);
  return { share, tooShort, begin, end };
}
