-- A paper that is printed at a window reached somebody who only said who he is, or nobody: then he is told by a message.
alter table delivery.handover drop constraint handover_proof_ck;
alter table delivery.handover add constraint handover_proof_ck
    check (proof in ('card', 'seen', 'account', 'courier', 'said', 'message'));
