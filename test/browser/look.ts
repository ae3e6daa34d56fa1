import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Smallest side of whatever a finger is to meet. */
const TARGET_PX = 44;

/** What is wrong with the page as it stands for people who cannot see it, cannot aim, or cannot scroll sideways. */
export async function wrongWith(page: Page): Promise<string[]> {
  // Through the debugger, as the page's own policy lets no foreign script in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async (): Promise<{ id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] }[]> => {
      const { axe: there } = window as unknown as { axe: typeof axe };
      const result = await there.run(document, { resultTypes: ['violations'] });
      return result.violations.map(({ id, impact = null, nodes }) => ({ id, impact, nodes: nodes.map(({ html, failureSummary = '' }) => ({ html, failureSummary })) }));
    },
  );
  const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return [
    ...serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} (${failureSummary ?? ''})`).join(' | ')}`),
    ...(await page.evaluate(smallTargets, TARGET_PX)),
    ...(await page.evaluate(() => (document.documentElement.scrollWidth > window.innerWidth ? ['scrolls sideways'] : []))),
  ];
}

/** Runs in the page. The target of a field is the box around it, of a choice its label; links inside a sentence are text. */
function smallTargets(least: number): string[] {
  const targets = document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select, summary');
  const small: string[] = [];
  for (const element of targets) {
    const box = element.closest<HTMLElement>('label, .ant-select, .ant-input-affix-wrapper, .ant-input-number, .ant-switch') ?? element;
    const { width, height, right, bottom } = box.getBoundingClientRect();
    const isShown = box.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && right > 0 && bottom > 0;
    const isMaps = box.closest('.maplibregl-map') !== null;
    if (!isShown || isMaps || (width >= least - 0.5 && height >= least - 0.5)) continue;
    small.push(`target ${Math.round(width)}×${Math.round(height)}: ${box.outerHTML.slice(0, 160)}`);
  }
  return small;
}
