import { useState } from 'react';

export interface Place {
  lng: number;
  lat: number;
}

export interface DevicePlace {
  place: Place | null;
  /** The radius the device says of its place, in metres; null without one. */
  accuracyMetres: number | null;
  locating: boolean;
  /** Why there is no place, in words for people. */
  trouble: string | null;
  locate: () => void;
  forget: () => void;
}

const WAIT_MS = 15_000;
/** Seven decimals are a centimetre: more is noise of the device. */
const PRECISION = 1e7;

/** Where this device is, asked only when somebody presses the button. Browsers give it on https and localhost only. */
export function useDevicePlace(): DevicePlace {
  const [found, setFound] = useState<{ place: Place; accuracyMetres: number } | null>(null);
  const [locating, setLocating] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const locate = (): void => {
    if (!window.isSecureContext || !('geolocation' in navigator)) {
      setTrouble('此设备或网址不提供定位，请改用网格列表或地图。');
      return;
    }
    setLocating(true);
    setTrouble(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLocating(false);
        setFound({
          place: {
            lng: Math.round(coords.longitude * PRECISION) / PRECISION,
            lat: Math.round(coords.latitude * PRECISION) / PRECISION,
          },
          accuracyMetres: Math.ceil(coords.accuracy),
        });
      },
      (error) => {
        setLocating(false);
        setTrouble(
          error.code === error.PERMISSION_DENIED ? '没有定位权限，请在系统设置中允许。' : '没有得到位置，请到空旷处重试。',
        );
      },
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 0 },
    );
  };
  return { place: found?.place ?? null, accuracyMetres: found?.accuracyMetres ?? null, locating, trouble, locate, forget: () => setFound(null) };
}
