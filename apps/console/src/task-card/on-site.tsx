import { useEffect, useRef } from 'react';
import type { TaskCard } from '../api.js';
import { useDevicePlace, type Place } from '../grid-map/use-device-place.js';

interface Given {
  card: TaskCard;
  atPoint: boolean;
  sending: boolean;
  onReport: (location: Place | null) => void;
}

/** 到岗报到 with the place of the device; where it has none the meeting point is said instead. */
export function OnSite({ card, atPoint, sending, onReport }: Given) {
  const { place, locating, trouble, locate } = useDevicePlace();
  const report = useRef(onReport);
  useEffect(() => {
    report.current = onReport;
  });
  useEffect(() => {
    if (place !== null) report.current(place);
  }, [place]);
  const point = card.meetingPoint ?? '集结点';
  const busy = sending || locating;
  return (
    <div className="on-site">
      {atPoint && <p className="card-note">您扫的是“{point}”的到岗码。</p>}
      <button type="button" className="card-button card-main" aria-disabled={busy} onClick={() => !busy && locate()}>
        {locating ? '正在定位…' : sending ? '正在报到…' : '到岗报到'}
      </button>
      <p className="card-hint">只在您按下时取一次位置，作为到岗的凭据。</p>
      {trouble !== null && (
        <div role="alert" className="on-site-trouble">
          <p>{trouble.replace(/，请改用.*$/, '。')}</p>
          <button type="button" className="card-button" aria-disabled={sending} onClick={() => !sending && onReport(null)}>
            不带位置报到：我在{point}
          </button>
        </div>
      )}
    </div>
  );
}
