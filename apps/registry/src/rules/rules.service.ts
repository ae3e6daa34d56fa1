import { CodedError } from '@shaodao/contracts/errors';
import {
  categoryLines,
  RULE_KINDS,
  type getRules,
  type listRules,
  type publishRules,
  type RuleVersion,
} from '@shaodao/contracts/rules-publishing';
import { casePolicy, storedCalendar } from '@shaodao/contracts/rules';
import { maySetRules, ruleState } from '@shaodao/domain/rule-version';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { subclassFault } from '../category/local-subclass.js';
import { bodyOf } from './rule-body.js';
import { RulesStore, type KeptVersion } from './rules.store.js';

type Head = Omit<KeptVersion, 'body'>;

/** The versions of the district's rules: read by everybody, published by few. */
@Injectable()
export class RulesService {
  constructor(
    private readonly store: RulesStore,
    private readonly atlas: AtlasService,
  ) {}

  async list(): Promise<z.output<typeof listRules.output>> {
    const all = await this.store.list();
    const items = all.map((one) => shown(one, all, Date.now()));
    return { items: items.sort((a, b) => RULE_KINDS.indexOf(a.kind) - RULE_KINDS.indexOf(b.kind) || b.version - a.version) };
  }

  async get({ kind, version, id }: z.output<typeof getRules.input>): Promise<z.output<typeof getRules.output>> {
    const found = await this.store.find(kind, version, id);
    if (found === null) throw new CodedError('NOT_FOUND', { field: 'version', reason: 'no such version' });
    const { body } = found;
    return {
      version: shown(found, await this.store.list(), Date.now()),
      policy: kind === 'policies' ? casePolicy.parse(body) : null,
      calendar: kind === 'calendars' ? storedCalendar.parse(body) : null,
      categories: kind === 'categories' ? categoryLines.parse(body) : null,
    };
  }

  async publish({ actor, draft, reason, effectiveAt }: z.output<typeof publishRules.input>): Promise<RuleVersion> {
    if (!maySetRules(actor)) throw new CodedError('FORBIDDEN', { reason: 'rules are set by the leaders of the centre and the district' });
    if (draft.kind === 'categories') await this.checkSubclasses(draft.categories.items.map(({ code }) => code));
    const published = await this.store.publish({ ...bodyOf(draft), authorId: actor.personId, reason, effectiveAt, now: Date.now() });
    await this.atlas.refresh();
    return shown(published, await this.store.list(), Date.now());
  }

  /** A code that is new to the district's table must be a local one, next in its class: INVALID. */
  private async checkSubclasses(codes: readonly string[]): Promise<void> {
    const fault = subclassFault(codes, await this.store.categoryCodes());
    if (fault === null) return;
    const { index, reason, reasonZh } = fault;
    throw new CodedError('INVALID', { field: `categories.items.${index}.code`, reason, reasonZh });
  }
}

function shown(one: Head, all: readonly Head[], at: number): RuleVersion {
  const { kind, id, version, effectiveAt, publishedAt, authorId, reason } = one;
  const state = ruleState(one, all.filter((other) => other.kind === kind && other.id === id), at);
  return { kind, id, version, state, effectiveAt, publishedAt, authorId, reason };
}
