import { connect } from '@nats-io/transport-node';
import { serversOf } from '@shaodao/platform/bus';

/** Answers every request with one text, in a process of its own: what a request over the broker costs without any work. */
const [, , url = '', subject = '', answer = ''] = process.argv;
const connection = await connect(serversOf(url));
connection.subscribe(subject, { callback: (_, message) => void message.respond(answer) });
await connection.flush();
process.once('SIGTERM', () => void connection.close());
process.stdout.write('the echo listens\n');
await connection.closed();
