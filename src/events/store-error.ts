/** A second process on the same store, a missing server, a store of another version: something the user can mend. */
export class StoreError extends Error {}
