package org.yimen.document;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yimen.crypto.Sm2;
import org.yimen.document.SignedFile.Reading;
import org.yimen.document.Verdict.Altered;
import org.yimen.document.Verdict.Genuine;
import org.yimen.document.Verdict.NotOurs;
import org.yimen.document.Verdict.SealOutsideValidity;
import org.yimen.document.Verdict.SealRevokedBefore;

/** Tells of any file whether one of our seals signed just these bytes. */
@Component
public class PaperVerifier {

    private final SealRegister seals;

    PaperVerifier(SealRegister seals) {
        this.seals = seals;
    }

    /** Never throws, whatever the bytes. */
    public Verdict verify(byte[] pdf) {
        if (pdf.length > BlobStore.MOST_BYTES) {
            return new NotOurs("document.verify.too-large");
        }
        return switch (SignedFile.read(pdf)) {
            case Reading.Found(var file) -> verify(file);
            case Reading.Missing(var flaw) ->
                switch (flaw) {
                    case NOT_PDF -> new NotOurs("document.verify.not-pdf");
                    case UNSIGNED -> new NotOurs("document.verify.unsigned");
                    case FOREIGN -> new NotOurs("document.verify.foreign");
                    case SEVERAL -> new Altered("document.verify.several");
                    case LAYOUT -> new Altered("document.verify.layout");
                };
        };
    }

    private Verdict verify(SignedFile file) {
        Optional<Envelope> found = file.envelope();
        if (found.isEmpty()) {
            return new Altered("document.verify.envelope");
        }
        Envelope envelope = found.get();
        Envelope.Signed signed = envelope.signed();
        // The key comes from our register and never from the file, where anybody could put his own.
        Optional<Seal> known = seals.find(signed.region(), signed.seal())
                .filter(seal -> seal.key().equals(signed.key()) && seal.name().equals(signed.organ()));
        if (known.isEmpty()) {
            return new NotOurs("document.verify.unknown-seal");
        }
        Seal seal = known.get();
        if (!Sm2.verify(seal.publicKey(), signed.der(), envelope.signature())) {
            return new Altered("document.verify.signature");
        }
        if (!signed.sm3().equals(file.sm3())) {
            return new Altered("document.verify.content");
        }
        return switch (seal.standingAt(signed.at())) {
            case USABLE -> new Genuine(seal, signed.at(), signed.sm3());
            case REVOKED -> new SealRevokedBefore(seal, signed.at());
            case OUTSIDE_VALIDITY -> new SealOutsideValidity(seal, signed.at());
        };
    }
}
