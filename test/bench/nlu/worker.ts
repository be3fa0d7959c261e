import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { jobSchema } from './job.js';
import { measure } from './measure.js';

// A process of its own for one system and one lesson: `node worker.js JOB RESULT`, both files of JSON.
const [, , job = '', result = ''] = argv;
writeFileSync(result, JSON.stringify(await measure(jobSchema.parse(JSON.parse(readFileSync(job, 'utf8'))))));
