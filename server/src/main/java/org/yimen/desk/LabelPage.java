package org.yimen.desk;

import org.yimen.delivery.Shipment;
import org.yimen.document.Qr;
import org.yimen.organisation.Site;

/** 面单: what is glued on a parcel. Made to be printed. */
public record LabelPage(DeskFrame frame, Shipment shipment, Site from, Qr.SvgPath qr) {}
