import { Global, Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger, LoggerModule } from 'nestjs-pino';
import { Bus, serversOf, STEADY } from './bus.js';
import { DrainingNats } from './draining-nats.js';
import { startHealth, type ReadyChecks } from './health.js';

/** What every process reads besides its own settings. */
export interface ProcessSettings {
  NATS_URL: string;
  HEALTH_PORT: number;
  HEALTH_HOST: string;
  LOG_LEVEL: string;
}

@Global()
@Module({})
class PlatformModule {}

/** The bus and the log, for every room of a process. */
export function platformModule(name: string, settings: ProcessSettings, bus: Bus): DynamicModule {
  return {
    module: PlatformModule,
    imports: [
      LoggerModule.forRoot({
        pinoHttp: { name, level: settings.LOG_LEVEL, autoLogging: false, quietReqLogger: true, serializers: quiet },
      }),
    ],
    providers: [{ provide: Bus, useValue: bus }],
    exports: [Bus],
  };
}

/** Requests carry names and words in bodies and queries: a log line keeps the method only. */
export const quiet = { req: (request: { method?: string }) => ({ method: request.method }) };

/**
 * Boots a Nest service on NATS: health port first (so that a wait for the broker is visible), then the
 * subscriptions. SIGTERM and SIGINT drain and end the process. `checks` feed /readyz beside the broker's own.
 */
export async function startService(options: {
  name: string;
  module: Type | DynamicModule;
  settings: ProcessSettings;
  checks: (app: INestApplicationContext) => ReadyChecks;
}): Promise<INestApplicationContext> {
  const { name, settings } = options;
  const checks: ReadyChecks = { starting: () => Promise.reject(new Error('starting')) };
  await startHealth({ host: settings.HEALTH_HOST, port: settings.HEALTH_PORT, checks });
  const bus = await Bus.connect({ url: settings.NATS_URL, name });
  @Module({ imports: [platformModule(name, settings, bus), options.module as Type] })
  class ServiceModule {}
  const app = await NestFactory.createMicroservice(ServiceModule, {
    strategy: new DrainingNats({ ...serversOf(settings.NATS_URL), queue: name, name: `${name}-server`, ...STEADY }),
    bufferLogs: true,
  });
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await app.listen();
  Object.assign(checks, { nats: () => bus.ping() }, options.checks(app));
  delete checks['starting'];
  return app;
}
