import { useEffect, useRef, useState } from 'react';
import type { TaskCard } from '../api.js';
import { useDevicePlace } from '../grid-map/use-device-place.js';
import type { Shown } from './card-queries.js';

interface Given {
  card: TaskCard;
  /** What was scanned at the meeting point; null without. */
  code: string | null;
  sending: boolean;
  /** Why the last report-in was refused, in the server's words. */
  refused: { field: string; words: string } | null;
  onReport: (shown: Shown) => void;
  /** 我已收到 without being there. */
  onAcknowledge: () => void;
}

/** 到岗报到: by the code that was scanned, which needs no place; else with the place of the device. Where neither shows it, what to do. */
export function OnSite({ card, code, sending, refused, onReport, onAcknowledge }: Given) {
  const { place, accuracyMetres, locating, trouble, locate } = useDevicePlace();
  const [worthless, setWorthless] = useState(false);
  if (refused?.field === 'teamCode' && !worthless) setWorthless(true);
  const report = useRef(onReport);
  useEffect(() => {
    report.current = onReport;
  });
  useEffect(() => {
    if (place !== null && accuracyMetres !== null) report.current({ location: { ...place, accuracyMetres }, teamCode: null });
  }, [place, accuracyMetres]);
  const point = card.meetingPoint ?? '集结点';
  const scanned = worthless ? null : code;
  const busy = sending || locating;
  const press = (): void => (scanned === null ? locate() : onReport({ location: null, teamCode: scanned }));
  const words = trouble?.replace(/，请改用.*$/, '。') ?? refused?.words ?? null;
  return (
    <div className="on-site">
      {scanned !== null && <p className="card-note">您扫了“{point}”的到岗码，按一下就报到，不用定位。</p>}
      <button type="button" className="card-button card-main" aria-disabled={busy} onClick={() => !busy && press()}>
        {locating ? '正在定位…' : sending ? '正在报到…' : '到岗报到'}
      </button>
      {scanned === null && <p className="card-hint">只在您按下时取一次位置，作为到岗的凭据。</p>}
      {words !== null && !busy && (
        <div role="alert" className="on-site-trouble">
          <p>
            <strong>还没有报到。</strong>
            {words.replace(/。?$/, '。')}
          </p>
          <p>请任选一种办法：</p>
          <ol>
            <li>用手机相机扫队长正在出示的到岗码，再按“到岗报到”，不用定位；</li>
            <li>在手机设置里允许本页定位，再按下面的按钮。</li>
          </ol>
          <button type="button" className="card-button" onClick={locate}>
            定位并报到
          </button>
          {card.answeredAt === null && (
            <button type="button" className="card-button" onClick={onAcknowledge}>
              先确认：我已收到
            </button>
          )}
        </div>
      )}
    </div>
  );
}
