"""Signing in and out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from portal.counter import Counter


def routes(counter: Counter) -> APIRouter:
    """The pages of the door."""
    router = APIRouter()

    @router.get("/sign-in")
    def sign_in_page(request: Request) -> Response:
        return counter.page(request, "sign_in.html", to=_local(request.query_params.get("next", "/")))

    @router.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        posted = await counter.posted(request)
        name, password = "".join(posted.get("name", ())).strip(), "".join(posted.get("password", ()))
        to = _local("".join(posted.get("next", ("/",))))
        token = await run_in_threadpool(counter.door.sign_in, name, password)
        if token is None:
            return counter.page(request, "sign_in.html", status=401, to=to, name=name, failed=True)
        response = RedirectResponse(to, status_code=303)
        response.set_cookie(
            counter.door.cookie, token, httponly=True, samesite="strict", secure=counter.settings.secure, path="/"
        )
        return response

    @router.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        counter.check_token(visitor, await counter.posted(request))
        await run_in_threadpool(counter.door.sign_out, visitor)
        response = RedirectResponse("/sign-in", status_code=303)
        response.delete_cookie(counter.door.cookie, path="/", secure=counter.settings.secure, httponly=True)
        return response

    return router


def _local(to: str) -> str:
    """A page of this counter to go to; anything else is the worklist."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"
