/** Which methods an address has, so that a known address with another method is told apart from an unknown one. */
export class RouteTable {
  private readonly routes: { address: RegExp; methods: string[] }[] = [];

  /** `url` as the router has it: `/api/cases/:id`. The catch-all of the console is no address of the API. */
  add(method: string | string[], url: string): void {
    if (url.includes('*')) return;
    const address = new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:[^/]+/g, '[^/]+')}$`);
    const known = this.routes.find((route) => route.address.source === address.source);
    if (known === undefined) this.routes.push({ address, methods: [method].flat() });
    else known.methods.push(...[method].flat());
  }

  /** Methods of an address without its query; empty when there is no such address. */
  methodsOf(path: string): string[] {
    return [...new Set(this.routes.filter((route) => route.address.test(path)).flatMap((route) => route.methods))];
  }
}
