/** Of what is answered without asking, this share is right, where nothing else is promised. */
export const ANSWER_PRECISION = 0.97;
/** The share of messages that belong to nothing the bot knows, where nothing else is expected. */
export const EXPECTED_OUT_OF_SCOPE = 0.15;
