import type { FeedCase, FeedNotice } from '@shaodao/contracts/gateway';
import type { feedActivation } from '@shaodao/contracts/http-activations';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { ACTIVATION_LIST, activationKey, MY_CARDS } from '../activation/activation-queries.js';
import { CASES, caseKey, isCase } from '../case/case-queries.js';
import { ME } from '../http/query-client.js';
import { NOTICES, UNREAD } from '../notice/notice-queries.js';

/** Lists are asked anew at most this often, however many cases move. */
const GATHER_MS = 1_000;
/** A stream that was refused does not come back by itself; this is asked for here. */
const REOPEN_MS = 5_000;
/** A short break is not worth a word. */
const GRACE_MS = 3_000;

/**
 * Live updates: the feed says what moved, the queries on the screen ask for it. False while the stream is down.
 * EventSource resumes with Last-Event-ID, which brings back the cases of a break but not its notices; after a refused
 * stream everything is asked anew.
 */
export function useFeed(): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(true);
  useEffect(() => {
    let source: EventSource;
    let gather: number | undefined;
    let gatherMoved: number | undefined;
    const moved = new Set<string>();
    let reopen: number | undefined;
    let grace: number | undefined;
    let lost = false;

    const refreshLists = (): void => {
      gather ??= window.setTimeout(() => {
        gather = undefined;
        void client.invalidateQueries({ queryKey: CASES });
      }, GATHER_MS);
    };
    const onCase = (event: MessageEvent<string>): void => {
      const hint = JSON.parse(event.data) as FeedCase;
      const seen = client.getQueryData(caseKey(hint.caseId));
      if (!isCase(seen) || seen.version < hint.version) {
        void client.invalidateQueries({ queryKey: caseKey(hint.caseId) });
      }
      refreshLists();
    };
    const onActivation = (event: MessageEvent<string>): void => {
      moved.add((JSON.parse(event.data) as z.output<typeof feedActivation>).id);
      gatherMoved ??= window.setTimeout(() => {
        gatherMoved = undefined;
        for (const id of moved) void client.invalidateQueries({ queryKey: activationKey(id) });
        moved.clear();
        void client.invalidateQueries({ queryKey: ACTIVATION_LIST });
      }, GATHER_MS);
    };
    const onNotice = (event: MessageEvent<string>): void => {
      const { unread } = JSON.parse(event.data) as FeedNotice;
      client.setQueryData(UNREAD, unread);
      void client.invalidateQueries({ queryKey: NOTICES });
      // It may be a call.
      void client.invalidateQueries({ queryKey: MY_CARDS });
    };
    const onOpen = (): void => {
      window.clearTimeout(grace);
      grace = undefined;
      setLive(true);
      if (lost) void client.invalidateQueries();
      else for (const queryKey of [UNREAD, NOTICES]) void client.invalidateQueries({ queryKey });
      lost = false;
    };
    const onError = (): void => {
      grace ??= window.setTimeout(() => setLive(false), GRACE_MS);
      if (source.readyState !== EventSource.CLOSED) return;
      lost = true;
      // It may be the session that ended.
      void client.invalidateQueries({ queryKey: ME });
      reopen = window.setTimeout(open, REOPEN_MS);
    };
    function open(): void {
      source = new EventSource('/api/feed');
      source.addEventListener('case', onCase);
      source.addEventListener('activation', onActivation);
      source.addEventListener('notice', onNotice);
      source.addEventListener('open', onOpen);
      source.addEventListener('error', onError);
    }
    open();
    return () => {
      source.close();
      for (const timer of [gather, gatherMoved, reopen, grace]) window.clearTimeout(timer);
    };
  }, [client]);
  return live;
}
