import { z } from 'zod';

/** The languages the bot serves. */
export const LANGUAGES = ['ru', 'en'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

/** A text in every language the bot serves. Both are required: content is never half translated. */
export const localTextSchema = z.strictObject({ ru: z.string().trim().min(1), en: z.string().trim().min(1) });
export type LocalText = z.infer<typeof localTextSchema>;

/** Who a person is to the deployment. */
export const audienceSchema = z.enum(['customer', 'staff']);
export type Audience = z.infer<typeof audienceSchema>;

/** Who may see a piece of content. */
export const contentAudienceSchema = z.enum(['customer', 'staff', 'both']);
export type ContentAudience = z.infer<typeof contentAudienceSchema>;

/** Whether content marked for `content` may be shown to a person of `audience`. */
export function mayShow(content: ContentAudience, audience: Audience): boolean {
  return content === 'both' || content === audience;
}

/** Whether somebody may be shown both of two pieces of content. */
export function audiencesMeet(one: ContentAudience, other: ContentAudience): boolean {
  return one === other || one === 'both' || other === 'both';
}
