import { randomUUID } from 'node:crypto';
import type { Realm } from '@shaodao/domain/activation/realm';
import type { Records } from './records.js';
import type { Residents } from './residents.js';
import { TENANTS } from './tenants.js';
import { Windows } from './window.js';

const TOKEN_MS = 7_200_000;
const TOUSER_MOST = 1_000;

interface Card {
  touser?: string;
  agentid?: number;
  msgtype?: string;
  template_card?: { task_id?: string; sub_title_text?: string; card_action?: { url?: string } };
  enable_duplicate_check?: number;
  duplicate_check_interval?: number;
}

/** 企业微信 应用消息 of one tenant: tokens, cards to 1,000 at once, duplicates known, surplus dropped in silence. */
export class WorkAppDesk {
  private readonly tokens = new Map<string, number>();
  private readonly kept = new Map<string, { at: number; answer: object }>();
  private readonly taskIds = new Set<string>();
  /** 同一成员 30 次/分钟, 1,000 次/小时. */
  private perPerson = new Windows([[60_000, 30], [3_600_000, 1_000]]);

  constructor(
    private readonly realm: Realm,
    private readonly records: Records,
    private readonly residents: Residents,
  ) {}

  getToken(query: URLSearchParams): object {
    const { corpId, secret } = TENANTS[this.realm];
    if (query.get('corpid') !== corpId) return { errcode: 40013, errmsg: 'invalid corpid' };
    if (query.get('corpsecret') !== secret) return { errcode: 40001, errmsg: 'invalid credential' };
    const token = randomUUID();
    this.tokens.set(token, Date.now() + TOKEN_MS);
    return { errcode: 0, errmsg: 'ok', access_token: token, expires_in: TOKEN_MS / 1_000 };
  }

  revokeTokens(): void {
    this.tokens.clear();
  }

  send(query: URLSearchParams, body: string): object {
    const now = Date.now();
    const untilAt = this.tokens.get(query.get('access_token') ?? '');
    if (untilAt === undefined) return { errcode: 40014, errmsg: 'invalid access_token' };
    if (untilAt <= now) return { errcode: 42001, errmsg: 'access_token expired' };
    const card = JSON.parse(body) as Card;
    const users = (card.touser ?? '').split('|').filter((user) => user !== '');
    const taskId = card.template_card?.task_id ?? '';
    if (card.agentid !== TENANTS[this.realm].agentId) return { errcode: 301002, errmsg: 'not allow operate another agent' };
    if (users.length > TOUSER_MOST) return { errcode: 40031, errmsg: 'invalid userid list size' };
    if (card.msgtype !== 'template_card' || !/^[\w@-]{1,128}$/.test(taskId)) return { errcode: 42014, errmsg: 'invalid task_id' };
    const before = this.kept.get(body);
    if (card.enable_duplicate_check === 1 && before !== undefined && now - before.at < (card.duplicate_check_interval ?? 1_800) * 1_000) return before.answer;
    if (this.taskIds.has(taskId)) return { errcode: 42014, errmsg: 'task_id repeated' };
    const invalid = users.filter((user) => this.residents.act(this.realm, user) === 'left');
    if (invalid.length === users.length) return { errcode: 81013, errmsg: 'user & party & tag all invalid' };
    this.taskIds.add(taskId);
    const gone = new Set(invalid);
    const reached = users.filter((user) => !gone.has(user) && this.perPerson.admit(user, now));
    this.records.discarded += users.length - invalid.length - reached.length;
    const { sub_title_text: text = '', card_action: action } = card.template_card ?? {};
    this.records.take({ realm: this.realm, way: 'workApp', id: taskId, at: now, addresses: reached, text, links: [action?.url ?? ''] });
    this.residents.gotCard(this.realm, reached, taskId);
    const answer = { errcode: 0, errmsg: 'ok', invaliduser: invalid.join('|'), unlicenseduser: '', msgid: randomUUID() };
    this.kept.set(body, { at: now, answer });
    return answer;
  }

  clear(): void {
    this.kept.clear();
    this.taskIds.clear();
    this.perPerson = new Windows([[60_000, 30], [3_600_000, 1_000]]);
  }
}
