/** The `detail-type`s by which `patron announce` says who is in a segment. */
export const snapshotTypes = ['SegmentMember', 'SnapshotStarted', 'SnapshotFinished'];
