/** The import arrow: domain ← contracts ← platform ← apps; workflows beside them. A sentence per rule says what to do instead. */
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    rule('no-circular', 'Split the file: what both sides need goes below both.', {}, { circular: true }),
    rule(
      'domain-imports-nothing',
      'A rule gets time, data and randomness as arguments; move what needs a package out of domain.',
      { path: '^libs/domain/src', pathNot: '[.]test[.]ts$' },
      { pathNot: '^libs/domain/src' },
    ),
    rule(
      'contracts-know-domain-and-zod',
      'A wire shape needs no SDK: put what talks into platform.',
      { path: '^libs/contracts/src', pathNot: '[.]test[.]ts$' },
      { pathNot: ['^libs/(domain|contracts)/', '^node_modules/zod/'] },
    ),
    rule(
      'platform-below-apps',
      'Platform serves every process: pass in what an app decides.',
      { path: '^libs/platform/src' },
      { path: '^(apps|workflows|test)/' },
    ),
    rule(
      'apps-apart',
      'Apps speak by requests, commands and facts: use a contract.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'apps-without-workflows',
      'Start workflows by the names in contracts/case-workflow.',
      { path: '^apps/' },
      { path: '^workflows/' },
    ),
    rule(
      'workflow-code-is-pure',
      'A workflow may use domain, contracts and the workflow SDK; activities only as types.',
      { path: '^workflows/(index|[^/]+/(?!activities)[^/]+)[.]ts$', pathNot: ['[.]test[.]ts$', '^workflows/fixture/'] },
      { pathNot: ['^libs/(domain|contracts)/', '^workflows/', '^node_modules/@temporalio/workflow/'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'no-activity-code-in-workflows',
      'Import activities as types: their code runs outside the workflow.',
      { path: '^workflows/[^/]+/(workflow|record)[.]ts$' },
      { path: 'activities[.]ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'console-speaks-http',
      'The console knows shapes and rules only: ask the gateway.',
      { path: '^apps/console/src' },
      { path: '^(libs/platform|apps/(?!console)|workflows|test)/' },
    ),
    rule(
      'temporal-client-in-dispatch',
      'Only dispatch commands workflows; send it a request.',
      { path: '^(apps|libs)/', pathNot: ['^apps/(dispatch|standalone)/', '[.]test[.]ts$'] },
      { path: '^node_modules/@temporalio/client/' },
    ),
    rule(
      'nats-in-platform',
      'Speak through Bus and facts of platform.',
      { path: '^(apps|workflows)/', pathNot: '[.]test[.]ts$' },
      { path: '^node_modules/@nats-io/' },
    ),
    rule(
      'prisma-in-stores',
      'Rows are touched by a *.store.ts; give it a method.',
      { path: '^(apps|libs|workflows)/', pathNot: ['[.]store[.]ts$', '/generated/', '^apps/migrate/', '[.]test[.]ts$'] },
      { path: ['/generated/prisma/', '^node_modules/@prisma/'] },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/generated/', '/dist/'] },
    exclude: { path: ['dist/generated', 'dist/assets'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'] },
  },
};
