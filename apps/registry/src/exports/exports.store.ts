import type { exportList } from '@shaodao/contracts/register/imports';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../database.store.js';

@Injectable()
export class ExportsStore {
  constructor(private readonly database: Database) {}

  /** Who took what, before they have it. */
  async log({ id, at, rows, asked }: { id: string; at: number; rows: number; asked: z.output<typeof exportList.input> }): Promise<void> {
    const { actor, list, format, asOf, areaCode, reason } = asked;
    await this.database.export.create({ data: { id, at: new Date(at), askerId: actor.personId, list, format, asOf, areaCode, rows, reason } });
  }
}
