import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

@Injectable()
export class DutyStore {
  constructor(private readonly database: Database) {}

  /** 包网干部: the cadres attached to a grid, by its 15-digit code. */
  async cadresOf(gridCode: string): Promise<string[]> {
    const posts = await this.database.post.findMany({
      where: { role: 'attachedCadre', areaCode: gridCode, person: { present: true } },
      select: { personId: true },
    });
    return [...new Set(posts.map((post) => post.personId))];
  }
}
