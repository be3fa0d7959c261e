import { channelContract } from '../../contracts/channel.js';
import { slackBench } from './bench.js';
import { MODES } from './rig.js';

for (const mode of MODES) channelContract(`slack over ${mode}`, () => slackBench(mode));
