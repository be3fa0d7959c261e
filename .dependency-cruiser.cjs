/**
 * Who may import whom, as src/README.md draws it. Each rule names a folder and what it must not reach.
 */
const inside = (folder) => `^src/${folder}/`;
const only = (folder, allowed) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import ${['itself', ...allowed, 'model', 'errors.ts'].join(', ')}.`,
  severity: 'error',
  from: { path: inside(folder) },
  to: {
    path: '^src/',
    pathNot: [
      inside(folder),
      inside('model'),
      '^src/errors\\.ts$',
      ...allowed.map((name) => (name.endsWith('.ts') ? `^src/${name.replace('.', '\\.')}$` : inside(name))),
    ],
  },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-dev', severity: 'error', from: { path: '^src/' }, to: { dependencyTypes: ['npm-dev'] } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'pure',
      comment:
        'model, nlu, flow, picture, walk, dialogue, importing, replay, review, stats and teaching know no SDK, no clock, no network.',
      severity: 'error',
      from: { path: '^src/(model|nlu|flow|picture|walk|dialogue|importing|replay|review|stats|teaching)/' },
      to: {
        path: '^(node:)?(http|https|net|tls|dns|dgram|timers|child_process|worker_threads|crypto)|node_modules/(grammy|@slack|better-sqlite3|pino|hono|@hono)',
        pathNot: '^(node:)?crypto$',
      },
    },
    {
      name: 'nobody-imports-the-top',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main\\.ts|cli/)' },
      to: { path: '^src/(main\\.ts|cli/)' },
    },
    {
      name: 'only-cli-evaluates',
      comment: 'Nothing that runs a deployment depends on how it is measured.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|eval)/' },
      to: { path: '^src/eval/' },
    },
    {
      name: 'only-cli-rehearses',
      comment: 'Nothing that runs a deployment depends on how conversations are tested.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|rehearsal)/' },
      to: { path: '^src/rehearsal/' },
    },
    {
      name: 'eval-reads-no-files',
      comment: 'cli reads the data sets and writes the results; eval gets and gives texts.',
      severity: 'error',
      from: { path: '^src/eval/' },
      to: { path: '^(node:)?(fs|process|http|https|net|child_process|worker_threads)' },
    },
    {
      name: 'only-cli-and-review-import-knowledge',
      comment:
        'What runs a deployment meets the forms that knowledge comes in only where a draft becomes an issue.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|importing|review)/' },
      to: { path: '^src/importing/' },
    },
    {
      name: 'importing-reads-no-files',
      comment: 'cli reads and writes files; importing gets and gives texts.',
      severity: 'error',
      from: { path: '^src/importing/' },
      to: { path: '^(node:)?(fs|process|http|https|net|child_process|worker_threads)' },
    },
    {
      name: 'only-engine-and-cli-count',
      comment: 'Figures are told by the command line and the weekly digest; nothing else depends on them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|engine|stats)/' },
      to: { path: '^src/stats/' },
    },
    {
      name: 'only-cli-teaches',
      comment: 'Nothing that runs a deployment depends on how what it missed is reviewed.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|teaching)/' },
      to: { path: '^src/teaching/' },
    },
    only('model', []),
    only('nlu', []),
    only('flow', []),
    only('store', []),
    only('desk', ['review', 'replay']),
    only('channels', []),
    only('probes', []),
    only('webhooks', []),
    only('dialogue', ['flow']),
    only('picture', ['flow']),
    only('walk', ['flow']),
    only('eval', ['nlu', 'dialogue', 'flow', 'picture']),
    only('importing', ['nlu']),
    only('review', ['nlu', 'importing']),
    only('stats', []),
    only('teaching', ['flow']),
    only('replay', ['nlu', 'dialogue', 'flow']),
    only('training', ['nlu', 'flow', 'content.ts']),
    only('rehearsal', ['dialogue', 'nlu', 'flow', 'desk', 'engine', 'store', 'channels/channel.ts']),
    only('engine', [
      'dialogue',
      'nlu',
      'flow',
      'desk',
      'review',
      'replay',
      'stats',
      'store/store.ts',
      'channels/channel.ts',
    ]),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
