/** Ways a person is called in an activation, from the quietest: in our own pages, 工作应用, 短信, 语音. */
export const CALL_CHANNELS = ['inApp', 'workApp', 'sms', 'voice'] as const;
export type CallChannel = (typeof CALL_CHANNELS)[number];

/** Who is told of a rung: the person who is missing, the leader of the team, or those on duty for its subdistrict. */
export type RungTarget = 'person' | 'leader' | 'coordinator';

/** One rung of a call's ladder; waits count from the instant the activation took effect, never from the time of sending. */
export interface CallRung {
  afterMs: number;
  target: RungTarget;
  channels: CallChannel[];
}

/** `flash`: the ladder of an activation's call (D). The limit for answering is the plan's. */
export const FLASH_LADDER: readonly CallRung[] = [
  { afterMs: 0, target: 'person', channels: ['inApp', 'workApp'] },
  { afterMs: 60_000, target: 'person', channels: ['sms'] },
  { afterMs: 180_000, target: 'person', channels: ['voice'] },
  { afterMs: 300_000, target: 'leader', channels: ['inApp', 'workApp'] },
  { afterMs: 480_000, target: 'coordinator', channels: ['inApp', 'workApp'] },
];
