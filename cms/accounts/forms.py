from allauth.account import forms as allauth_forms


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, login.max_length = "User name or e-mail", 254
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        password.max_length = 1000
        # The template leads to the reset; a help text that is a link would be read out with the field.
        password.help_text = ""
        password.widget.attrs = {"autocomplete": "current-password"}
