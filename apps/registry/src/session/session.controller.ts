import { checkSession, closeSession, openSession, type Identity } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import { SessionService, type OpenedSession, type SignIn } from './session.service.js';

@Controller()
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  @Answers(openSession)
  async open(input: SignIn): Promise<OpenedSession> {
    return this.sessions.open(input);
  }

  @Answers(checkSession)
  async check({ token }: { token: string }): Promise<Identity> {
    return this.sessions.check(token);
  }

  @Answers(closeSession)
  async close({ token }: { token: string }): Promise<null> {
    return this.sessions.close(token);
  }
}
