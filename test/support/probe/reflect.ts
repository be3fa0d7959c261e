/**
 * The little of reflect-metadata that @peculiar/x509 insists on when it is loaded; none of it is used with classes that
 * are built without decorators' metadata. To be imported before it.
 */
Object.assign(Reflect, {
  getMetadata: () => undefined,
  getOwnMetadata: () => undefined,
  hasOwnMetadata: () => false,
  defineMetadata: () => undefined,
  metadata: () => () => undefined,
});
