import type { Realm } from '@shaodao/domain/activation/realm';
import type { Way } from './records.js';

/**
 * What the city does wrong on order: takes nothing and never answers, takes it and never answers, breaks the connection off,
 * answers slowly, is busy by its own code, forgets its tokens.
 */
export type Misdeed = 'timeoutBefore' | 'timeoutAfter' | 'reset' | 'slow' | 'busy' | 'revoked';

export interface Order {
  realm: Realm;
  way: Way;
  misdeed: Misdeed;
  /** For so many requests that send. */
  times: number;
  /** Of `slow`. */
  ms?: number;
}

/** Orders are carried out in turn, one for each request that sends. */
export class Orders {
  private orders: Order[] = [];

  give(order: Order): void {
    this.orders.push({ ...order });
  }

  next(realm: Realm, way: Way): Order | null {
    const order = this.orders.find((one) => one.realm === realm && one.way === way && one.times > 0);
    if (order === undefined) return null;
    order.times--;
    return order;
  }

  clear(): void {
    this.orders = [];
  }
}
