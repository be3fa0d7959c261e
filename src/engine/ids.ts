import { randomBytes } from 'node:crypto';

/** Where new ids come from; tests give a counter. */
export interface Ids {
  /** A new id: letters and digits, at most 20 characters, so that it fits a button's 64 with room to spare. */
  next(): string;
}

/** Random ids: 96 bits in letters and digits. */
export const randomIds: Ids = {
  next: () =>
    BigInt(`0x${randomBytes(12).toString('hex')}`)
      .toString(36)
      .padStart(19, '0'),
};
