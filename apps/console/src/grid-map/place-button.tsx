import { Button } from 'antd';
import type { DevicePlace } from './use-device-place.js';

/** 使用当前位置, and what came of it. */
export function PlaceButton({ device }: { device: DevicePlace }) {
  const { place, locating, trouble } = device;
  return (
    <div className="place-button">
      <Button loading={locating} onClick={device.locate}>
        使用当前位置
      </Button>
      {place !== null && (
        <Button type="text" onClick={device.forget}>
          不用位置
        </Button>
      )}
      <p className="faint" role="status">
        {place === null ? trouble : `已定位：东经 ${place.lng.toFixed(5)}，北纬 ${place.lat.toFixed(5)}`}
      </p>
    </div>
  );
}
