import { pickWatched, reachTerm, readTerm, watchRoster } from '@shaodao/contracts/register/timers';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { TermsService } from './terms.service.js';
import { WatchesService } from './watches.service.js';

@Controller()
export class TimersController {
  constructor(
    private readonly terms: TermsService,
    private readonly watches: WatchesService,
  ) {}

  @Answers(readTerm)
  async readTerm({ postId }: z.output<typeof readTerm.input>): Promise<z.output<typeof readTerm.output>> {
    return this.terms.read(postId);
  }

  @Answers(reachTerm)
  async reachTerm(input: z.output<typeof reachTerm.input>): Promise<z.output<typeof reachTerm.output>> {
    return this.terms.reach(input);
  }

  @Answers(pickWatched)
  async pickWatched({ rosterKeys }: z.output<typeof pickWatched.input>): Promise<z.output<typeof pickWatched.output>> {
    return { rosterKeys: await this.watches.pick(rosterKeys) };
  }

  @Answers(watchRoster)
  async watchRoster({ rosterKey }: z.output<typeof watchRoster.input>): Promise<z.output<typeof watchRoster.output>> {
    return this.watches.look(rosterKey);
  }
}
