import fc from 'fast-check';

/** A mutant is dead once a case kills it: making the case smaller would take longer than finding it. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
