import { problemOf, unanswered } from './problem.js';

/** The largest lists take the server some seconds to write. */
const TIMEOUT_MS = 90_000;

export interface Wanted {
  path: string;
  /** Makes it a POST. */
  body?: unknown;
  /** What the file is called where the server gives it no name. */
  name?: string;
}

/** Saves what a GET or POST answers as a file under the name the server gives it. Refuses with Problem. */
export async function download({ path, body, name = '导出' }: Wanted): Promise<void> {
  const headers = new Headers({ 'Accept-Language': 'zh-CN' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  let response: Response;
  let bytes: Blob;
  try {
    response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await problemOf(response);
    bytes = await response.blob();
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) throw unanswered();
    throw error;
  }
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = nameIn(response.headers.get('Content-Disposition')) ?? name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Of `filename*=UTF-8''…`. */
function nameIn(disposition: string | null): string | null {
  const name = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return name === undefined ? null : decodeURIComponent(name);
}
