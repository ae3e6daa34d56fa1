/** Ways a person is called in an activation, from the quietest: in our own pages, 工作应用, 短信, 语音. */
export const CALL_CHANNELS = ['inApp', 'workApp', 'sms', 'voice'] as const;
export type CallChannel = (typeof CALL_CHANNELS)[number];

/** Who is told of a rung: the person who is missing, the leader of the team, those on duty for its subdistrict, or who commands the activation. */
export type RungTarget = 'person' | 'leader' | 'coordinator' | 'root';

/** One rung of a call's ladder; waits count from the instant the activation took effect, never from the time of sending. */
export interface CallRung<Target extends RungTarget = RungTarget> {
  afterMs: number;
  target: Target;
  channels: CallChannel[];
}

/** `flash`: the ladder of an activation's call (D). The limit for answering is the plan's. */
export const FLASH_LADDER: readonly CallRung<Exclude<RungTarget, 'root'>>[] = [
  { afterMs: 0, target: 'person', channels: ['inApp', 'workApp'] },
  { afterMs: 60_000, target: 'person', channels: ['sms'] },
  { afterMs: 180_000, target: 'person', channels: ['voice'] },
  { afterMs: 300_000, target: 'leader', channels: ['inApp', 'workApp'] },
  { afterMs: 480_000, target: 'coordinator', channels: ['inApp', 'workApp'] },
];

/** Above the ladder of the teams: who commands hears once of each subdistrict, by its sums, never of each of its teams (D). */
export const ROOT_RUNG: CallRung<'root'> = { afterMs: 600_000, target: 'root', channels: ['inApp', 'workApp'] };
/** Behind those of the ladder. */
export const ROOT_RUNG_NO = FLASH_LADDER.length;

/**
 * How the other leaders are asked to confirm a press (D): `flash` as far as it goes, from the press on. Behind the first rung only
 * while the press still waits: a press that was answered or lapsed rings nobody up.
 */
export const CONFIRM_LADDER: readonly { afterMs: number; channels: readonly CallChannel[] }[] = [
  { afterMs: 0, channels: ['inApp', 'workApp'] },
  { afterMs: 60_000, channels: ['sms'] },
  { afterMs: 180_000, channels: ['voice'] },
];

/** Purposes of what is told to whoever is called, and has a task card. Everybody else commands, owns a step or decides. */
export const TO_THE_CALLED = ['call', 'upgraded', 'downgraded', 'standDown', 'released'] as const;
