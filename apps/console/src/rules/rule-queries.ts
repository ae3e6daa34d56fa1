import type { HttpReplan, httpRuleContent, HttpRulesPreview, HttpRuleVersion } from '@shaodao/contracts/http-rules';
import type { RuleKind } from '@shaodao/contracts/rules-publishing';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { read, send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { useKeptKey } from '../key/use-kept-key.js';

export type RuleVersion = HttpRuleVersion;
export type RulesPreview = HttpRulesPreview;
export type Replan = HttpReplan;
type RuleContent = z.output<typeof httpRuleContent>;

const VERSIONS = ['rules', 'versions'] as const;
const REPLANS = ['rules', 'replans'] as const;
const WHILE_RUNNING_MS = 1_000;
/** A scheduled version comes into force without anybody pressing anything. */
const OTHERWISE_MS = 15_000;

/** Newest first within each kind. */
export function useRuleVersions() {
  return useQuery({
    queryKey: VERSIONS,
    refetchInterval: OTHERWISE_MS,
    queryFn: async ({ signal }) => (await read<{ items: RuleVersion[] }>('/api/rules', {}, signal)).items,
  });
}

export function useReplans() {
  return useQuery<Replan[]>({
    queryKey: REPLANS,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state !== 'done') === true ? WHILE_RUNNING_MS : OTHERWISE_MS),
    queryFn: async ({ signal }) => (await read<{ items: Replan[] }>('/api/rules/replans', {}, signal)).items,
  });
}

/** Names of the part of a body that holds rules of a kind. */
const PART_OF = {
  policies: 'policy',
  calendars: 'calendar',
  categories: 'categories',
} as const satisfies Record<RuleKind, keyof RuleContent>;

/** The text of a version, as the next one to be published. */
export async function draftOf({ kind, version }: RuleVersion, next: number): Promise<string> {
  const content = await read<RuleContent>(`/api/rules/${kind}/${version}`);
  const rules = kind === 'policies' ? content.policy : content.calendar;
  const draft = kind === 'categories' ? { version: next, items: content.categories } : { ...rules, version: next };
  return JSON.stringify(draft, null, 2);
}

/** What a person wants to publish; `text` is JSON. */
export interface Draft {
  kind: RuleKind;
  text: string;
}

function partOf({ kind, text }: Draft): Record<string, unknown> {
  return { [PART_OF[kind]]: JSON.parse(text) as unknown };
}

export function usePreview() {
  return useMutation({ mutationFn: (draft: Draft) => send<RulesPreview>('POST', '/api/rules/preview', { body: partOf(draft) }) });
}

export function usePublish() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, ...rest }: { draft: Draft; reason: string; effectiveAt?: string }) =>
      send<RuleVersion>('POST', `/api/rules/${draft.kind}`, { body: { ...partOf(draft), ...rest } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: VERSIONS }),
  });
}

/** Running cases to the versions given, all of them in force. */
export function useReplan() {
  const client = useQueryClient();
  const { keyFor, forget } = useKeptKey();
  return useMutation({
    mutationFn: ({ versions, reason }: { versions: RuleVersion[]; reason: string }) => {
      const named = versions.map(({ kind, id, version }) => [PART_OF[kind], kind === 'categories' ? version : { id, version }]);
      const body = { ...Object.fromEntries(named), reason };
      return send<Replan>('POST', '/api/rules/replans', { body, key: keyFor(body) });
    },
    onSuccess: () => {
      forget();
      void client.invalidateQueries({ queryKey: REPLANS });
    },
    onError: (error) => {
      if (!(isProblem(error) && error.mayRepeat)) forget();
    },
  });
}
