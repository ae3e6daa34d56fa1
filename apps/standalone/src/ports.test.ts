import { createServer } from 'node:net';
import { assertFree, StartError } from '@shaodao/standalone/ports';
import { expect, test } from '@jest/globals';

test('a taken port is named together with the variable that moves it', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await expect(assertFree(port, 'PORT')).rejects.toThrow(StartError);
  await expect(assertFree(port, 'PORT')).rejects.toThrow(new RegExp(`${port}.*PORT`));
  await new Promise((resolve) => server.close(resolve));
  await expect(assertFree(port, 'PORT')).resolves.toBeUndefined();
});
