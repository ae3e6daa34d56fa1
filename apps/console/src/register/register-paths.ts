import { LIST_NAMES, type ListName } from '@shaodao/contracts/register/lists';
import { useParams } from 'react-router';

/** The address of an entry, as of the same instant as the page that leads there. */
export function entryPath(list: ListName, key: string, asOf = ''): string {
  const suffix = asOf === '' ? '' : `?${new URLSearchParams({ asOf }).toString()}`;
  return `/register/${list}/entries/${encodeURIComponent(key)}${suffix}`;
}

/** The list and the entry an address names; a list nobody knows is null. */
export function useRegisterPath(): { list: ListName | null; key: string } {
  const { list, key = '' } = useParams();
  return { list: LIST_NAMES.find((name) => name === list) ?? null, key };
}
