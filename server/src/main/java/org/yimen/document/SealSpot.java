package org.yimen.document;

/** The square that a seal takes on the last page, where readers are shown the signature too. */
record SealSpot(float left, float bottom, float side) {}
