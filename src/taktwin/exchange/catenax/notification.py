"""Demand and capacity notification 3.0.0: a strike, a lorry that does not come, more demand (standard CX-0146)."""

from __future__ import annotations

from typing import ClassVar, Literal

from taktwin.exchange.catenax.aspect import Aspect, Entity
from taktwin.exchange.catenax.values import Bpns, Maybe, Once, Timestamp, UserText, Uuid

RootCause = Literal[
    "strike",
    "natural-disaster",
    "production-incident",
    "pandemic-or-epidemic",
    "logistics-disruption",
    "war",
    "insolvency",
    "other",
]
Effect = Literal["demand-reduction", "demand-increase", "capacity-reduction", "capacity-increase"]


class AffectedMaterial(Entity):
    """A material, by any of its names."""

    materialGlobalAssetId: Maybe[Uuid] = None
    materialNumberCustomer: Maybe[str] = None
    materialNumberSupplier: Maybe[str] = None


class DemandAndCapacityNotification(Aspect):
    """A disruption, or its end."""

    aspect_kind: ClassVar[str] = "demand and capacity notification"
    aspect_version: ClassVar[str] = "3.0.0"
    affectedSitesSender: Maybe[Once[Bpns]] = None
    affectedSitesRecipient: Maybe[Once[Bpns]] = None
    leadingRootCause: RootCause
    effect: Effect
    text: Maybe[UserText] = None
    startDateOfEffect: Timestamp
    expectedEndDateOfEffect: Maybe[Timestamp] = None
    status: Literal["resolved", "open"]
    contentChangedAt: Timestamp
    sourceDisruptionId: Uuid
    notificationId: Uuid
    relatedNotificationIds: Maybe[Once[Uuid]] = None
    materialsAffected: Maybe[Once[AffectedMaterial]] = None
    resolvingMeasureDescription: Maybe[UserText] = None
