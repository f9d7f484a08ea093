"""The second factor of who asks: an app with one-time codes, and recovery codes on paper."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.parameters import LANG, Parameter
from api.staff.bodies import StrictSerializer, read_body
from api.staff.doors import Proofs, ProofSerializer, ProofView, person_of, told_once
from api.staff.views import StaffView
from people.second_factor import begin, check_first_code, recovery_codes_left, remove, turn_on


class SecondFactorSerializer(serializers.Serializer[Any]):
    """Whether there is a second factor."""

    is_on = serializers.BooleanField()
    recovery_codes_left = serializers.IntegerField()


class SetupSerializer(serializers.Serializer[Any]):
    """What an app needs to make codes, told once."""

    secret = serializers.CharField(help_text="Base 32, to be typed into an app.")
    uri = serializers.CharField(help_text="`otpauth://totp/…`, what the symbol holds.")
    qr_svg = serializers.CharField(help_text="The address as a QR symbol.")


class CodeSerializer(StrictSerializer):
    """What the app shows now."""

    otp = serializers.RegexField(r"^[0-9]{6}$")


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    """Codes for the day the app is lost, each for one log-in, told once."""

    recovery_codes = serializers.ListField(child=serializers.CharField())


class SecondFactor(ProofView):
    """The second factor of who asks."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    proofs: ClassVar[Proofs] = {"POST": ProofSerializer, "DELETE": ProofSerializer}
    problem_statuses: ClassVar[tuple[int, ...]] = (401, 403, 404, 409, 413, 415, 422, 429, 503)
    keeps_answer: ClassVar[bool] = False

    @extend_schema(operation_id="second_factor", tags=["account"], responses={200: SecondFactorSerializer})
    def get(self, request: Request) -> HttpResponse:
        """Tell whether log-ins need a one-time code, and how many recovery codes are left."""
        user = person_of(request)
        return self.answer(
            {
                "is_on": user.second_factor_since is not None,
                "recovery_codes_left": recovery_codes_left(user),
            }
        )

    @extend_schema(
        operation_id="begin_second_factor",
        tags=["account"],
        request=ProofSerializer,
        responses={201: SetupSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Make a secret for an app; it counts once a code of the app has confirmed it.

        The password shows that it is oneself: whoever has found a token must not shut its owner out.
        """
        setup = begin(person_of(request))
        shown = {"secret": setup.secret, "uri": setup.uri, "qr_svg": setup.qr_svg}
        return told_once(self.answer(shown, 201))

    @extend_schema(operation_id="remove_second_factor", tags=["account"], responses={204: None})
    def delete(self, request: Request) -> HttpResponse:
        """Turn the second factor off.

        The body shows that it is oneself: `{"password": "…", "otp": "…"}`, the code of the app or a recovery
        code.
        """
        remove(person_of(request))
        return self.nothing()


class SecondFactorConfirmation(StaffView):
    """The first code of a new app."""

    people_only: ClassVar[bool] = True
    keeps_answer: ClassVar[bool] = False

    app: int

    def prepare(self) -> None:
        """Check the code; that it was wrong outlives the refusal, so that whoever guesses waits."""
        code = read_body(CodeSerializer, self.request.data)["otp"]
        self.app = check_first_code(person_of(self.request), code)

    @extend_schema(
        operation_id="confirm_second_factor",
        tags=["account"],
        request=CodeSerializer,
        responses={200: RecoveryCodesSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Turn the second factor on with a code of the app, and get ten recovery codes.

        After a wrong code none is taken for a second, then two, four, and so on (429 `locked_out`).
        """
        return told_once(self.answer({"recovery_codes": turn_on(person_of(request), self.app)}))
