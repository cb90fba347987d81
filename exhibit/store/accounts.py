"""Accounts of the desk: who may sign in, with which roles. Apart from the other tables so that the public door needs no sign-in library."""
from __future__ import annotations

from flask_security import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, String, Table, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from exhibit.store.engine import Base, db

user_role = Table(
    "user_role", Base.metadata,
    Column("user_id", ForeignKey("user.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)


class Role(Base, RoleMixin):
    __tablename__ = "role"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    description: Mapped[str] = mapped_column(default="")


class User(Base, UserMixin):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(12), default="")  # empty: the browser's
    organisation: Mapped[str] = mapped_column(String(40), default="", server_default="")  # code of the party the account belongs to
    roles: Mapped[list[Role]] = relationship(secondary=user_role, lazy="selectin")


def user(email: str) -> User | None:
    return db.session.scalars(select(User).where(User.email == email.lower())).first()


def users() -> list[User]:
    return list(db.session.scalars(select(User).order_by(User.email)))


def role(name: str) -> Role | None:
    return db.session.scalars(select(Role).where(Role.name == name)).first()
