package org.yimen.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.web.SignedCall;

/** The port to whoever takes the money: a bank or a payment firm, or the simulated one of the demo. */
public interface PaymentProvider {

    /** A short stable name, e.g. {@code simulated}; part of the address of its notices. */
    String code();

    /** True where no money moves; pages must say so. */
    boolean simulated();

    /**
     * Opens a place where the order can be paid; the same id again gives the same place.
     *
     * @throws ProviderDown where it cannot be reached now
     */
    Place open(Request request);

    /**
     * What became of a request, asked because a notice may have been lost.
     *
     * @throws ProviderDown where it cannot be reached now
     */
    Outcome ask(UUID checkout);

    /**
     * Gives money back the way it came; the same id again gives it once.
     *
     * @return the provider's reference
     * @throws ProviderDown where it cannot be reached now
     */
    String refund(UUID refund, String reference, long fen);

    /**
     * Everything that moved on that day of Shanghai.
     *
     * @throws ProviderDown where it cannot be reached now
     */
    List<Line> statement(LocalDate day);

    /**
     * Reads a notice as the provider sent it.
     *
     * @throws SignedCall.NotGenuine where its signature is not the provider's, or it is too old or no notice at all
     */
    Notice read(SignedCall call);

    /** A request to be paid. */
    record Request(UUID checkout, long fen, String what, String returnTo, Instant expiresAt) {}

    /** Where it is paid; the QR code shows it. */
    record Place(String address) {}

    /** What the provider knows of a request. */
    sealed interface Outcome {
        record Waiting() implements Outcome {}

        /** Nobody paid, and nobody can any more. */
        record Closed() implements Outcome {}

        record Paid(Notice notice) implements Outcome {}
    }

    /** That a request was paid. */
    record Notice(UUID checkout, String reference, long fen, Instant paidAt) {}

    /**
     * One line of a day's statement.
     *
     * @param checkout the request that was paid, where the provider knows it
     * @param fen negative for money that went back
     */
    record Line(String reference, @Nullable UUID checkout, long fen) {}

    /** The provider cannot be reached, or does not answer in time; the same may be asked again. */
    class ProviderDown extends RuntimeException {
        public ProviderDown(String what) {
            super(what);
        }
    }
}
