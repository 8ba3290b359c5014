import "./base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { startKeys } from "./actions";
import { startRouter } from "./router.svelte";

startRouter();
startKeys();
mount(App, { target: document.getElementById("app")! });
