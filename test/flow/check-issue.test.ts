import { afterAll, describe } from 'vitest';
import { cleanUp, ISSUE } from './folder.js';
import { change, END, fits, flow, issue, steps, T, STAFF_ISSUE, tells, type Files } from './faults.js';

afterAll(cleanUp);

/** The issue belongs to the intent that starts the flow, and is shown by a step of it. */
const shown = (...edits: readonly (readonly [string, string])[]) =>
  issue(['intent: old-page', 'intent: no-site\nstep: no-site.reload'], ...edits);
const walks: Files = {
  'flows/no-site.yml': flow(['yes: done', 'issue: no-site-cache\n    yes: done']).text,
};
const second = change(ISSUE, ['id: no-site-cache', 'id: no-site-proxy']);
/** For the intent that the issue is taken from. */
const another: Files = { 'data/issues/no-site-proxy.yml': second };

describe('solved issues: a fault is told for', () => {
  tells([
    {
      name: 'one that no step of the flow shows',
      code: 'issue-unsuggested',
      ...issue(['id: no-site-cache', 'id: @no-site-cache'], ['intent: old-page', 'intent: no-site']),
      remedy: /step: no-site\.STEP/,
      with: another,
    },
    {
      name: 'a step that shows another',
      code: 'issue-unsuggested',
      ...shown(['step: no-site.reload', 'step: @no-site.reload']),
      remedy: /issue: no-site-cache/,
      with: another,
    },
    {
      name: 'a step that does not exist',
      code: 'no-such-step',
      ...shown(['step: no-site.reload', 'step: @no-site.relod']),
      remedy: /Write `no-site.reload`/,
      with: { ...walks, ...another },
    },
    {
      name: 'a flow that does not exist',
      code: 'no-such-flow',
      ...shown(['step: no-site.reload', 'step: @no-sit.reload']),
      remedy: /Write `no-site`/,
      with: { ...walks, ...another },
    },
    {
      name: 'a step that is written otherwise',
      code: 'value',
      ...shown(['step: no-site.reload', 'step: @reload']),
      remedy: /FLOW\.STEP/,
      with: { ...walks, ...another },
    },
    {
      name: 'a related one that does not exist',
      code: 'no-such-issue',
      ...issue(['tags: [cache]', 'tags: [cache]\nrelated: [@no-site-prox]']),
      remedy: /Write `no-site-proxy`/,
      with: another,
    },
    {
      name: 'one that is related to itself',
      code: 'related-twice',
      ...issue(['tags: [cache]', 'tags: [cache]\nrelated: [@no-site-cache]']),
    },
    {
      name: 'a related one named twice',
      code: 'related-twice',
      ...issue(['tags: [cache]', 'tags: [cache]\nrelated: [no-site-proxy, @no-site-proxy]']),
      with: another,
    },
    {
      name: 'a related one for staff only',
      code: 'audience',
      ...issue(['tags: [cache]', 'tags: [cache]\nrelated: [@vpn]']),
      with: STAFF_ISSUE,
    },
    {
      name: 'a step that walks through an issue that does not exist',
      code: 'no-such-issue',
      ...steps(`{ id: a, confirm: ${T}, issue: @no-site-cash, yes: end, no: end }`, END),
      step: 'a',
      remedy: /Write `no-site-cache`/,
    },
  ]);
});

describe('solved issues: no fault is told for', () => {
  const suggest = (more: string): Files => ({
    'flows/no-site.yml': steps(`{ id: reload, suggest: ${T}, ${more}solved: end, unsolved: end }`, END).text,
  });
  fits([
    { name: 'a step that walks through it', ...shown(), with: { ...walks, ...another } },
    {
      name: 'a step that names it among others',
      ...shown(),
      with: { ...suggest('issues: [no-site-cache], '), ...another },
    },
    { name: 'a step that suggests the nearest', ...shown(), with: { ...suggest(''), ...another } },
    {
      name: 'related ones',
      ...issue(['tags: [cache]', 'tags: [cache]\nrelated: [no-site-proxy]']),
      with: another,
    },
  ]);
});
