import { PlaceButton } from '../../grid-map/place-button.js';
import { useDevicePlace } from '../../grid-map/use-device-place.js';
import type { CommandForm } from '../command-form.js';
import { SubmitButton } from './submit-button.js';

/** 报到: on the spot; the place of the phone may go with it. */
export function ReportInForm({ words, careful, pending, gone, onSubmit }: CommandForm) {
  const device = useDevicePlace();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ command: 'reportIn', ...(device.place === null ? {} : { location: device.place }) });
      }}
    >
      <p>确认人员已到现场。可以附上当前位置作为报到凭据。</p>
      <PlaceButton device={device} />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </form>
  );
}
