import { readEntry, readHistory, readList, readNames, unmaskEntry, writeEntry } from '@shaodao/contracts/register/requests';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { RegisterService } from './register.service.js';

type In<C extends { input: z.ZodType }> = z.output<C['input']>;
type Out<C extends { output: z.ZodType }> = Promise<z.output<C['output']>>;

@Controller()
export class RegisterController {
  constructor(private readonly register: RegisterService) {}

  @Answers(readList)
  async list(input: In<typeof readList>): Out<typeof readList> {
    return this.register.list(input);
  }

  @Answers(readEntry)
  async get({ actor, ...asked }: In<typeof readEntry>): Out<typeof readEntry> {
    return this.register.get(actor, asked);
  }

  @Answers(readNames)
  async names({ actor, ...asked }: In<typeof readNames>): Out<typeof readNames> {
    return this.register.names(actor, asked);
  }

  @Answers(readHistory)
  async history({ actor, ...asked }: In<typeof readHistory>): Out<typeof readHistory> {
    return this.register.history(actor, asked);
  }

  @Answers(writeEntry)
  async write(input: In<typeof writeEntry>): Out<typeof writeEntry> {
    return this.register.write(input);
  }

  @Answers(unmaskEntry)
  async unmask({ actor, ...asked }: In<typeof unmaskEntry>): Out<typeof unmaskEntry> {
    return this.register.unmask(actor, asked);
  }
}
