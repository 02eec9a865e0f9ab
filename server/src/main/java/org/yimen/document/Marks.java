package org.yimen.document;

/** What stands at the foot of a paper for whoever wants to check it: the code and the address that the QR code opens. */
record Marks(VerificationCode code, String address) {}
