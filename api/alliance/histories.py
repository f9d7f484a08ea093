"""Who changed a user or a storefront, when and what."""

from api.seller.histories import Circle, Told
from catalogue.models import Storefront
from people.models import User

TOLD = (
    Told(name="users", model=User, readers=Circle.ALLIANCE),
    Told(name="storefronts", model=Storefront, readers=Circle.ALLIANCE, restorers=Circle.ALLIANCE),
)
